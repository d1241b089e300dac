package dev.signalbox.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.Control;
import dev.signalbox.contracts.attempt.Dispatch;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.runner.AgentAtWork;
import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.runner.report.UnsentResult;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReflectedTypesTest {
    @Test
    void every_message_and_everything_in_it_is_registered() {
        Set<Class<?>> needed = new HashSet<>();
        Stream.of(Dispatch.class, Control.class, Outcome.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .forEach(type -> collect(type, needed));
        collect(OutputChunk.class, needed);
        collect(UnsentResult.class, needed);
        Stream.of(RunnerHeartbeat.class, AgentAtWork.class, MissingProgram.class)
                .forEach(type -> collect(type, needed));

        RegisterForReflection registered = ReflectedTypes.class.getAnnotation(RegisterForReflection.class);

        assertThat(registered.targets()).containsExactlyInAnyOrderElementsOf(needed);
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(each -> collect(each, found));
        }
        if (!type.getName().startsWith("dev.signalbox") || !found.add(type) || !type.isRecord()) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            collect(component.getType(), found);
            if (component.getGenericType() instanceof ParameterizedType generic) {
                Stream.of(generic.getActualTypeArguments())
                        .filter(Class.class::isInstance)
                        .forEach(argument -> collect((Class<?>) argument, found));
            }
        }
    }
}
