package dev.signalbox.scheduler;

import dev.signalbox.contracts.knob.GovernorKnob;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/** Refuses a variable of the original whose value is not allowed, by the name that the user wrote. */
@Priority(100)
public final class KnobInterceptor implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue found = context.proceed(name);
        if (found != null && found.getValue() != null && !found.getValue().isEmpty()) {
            GovernorKnob.named(name)
                    .flatMap(knob -> knob.objectionTo(found.getValue()))
                    .ifPresent(objection -> {
                        throw new IllegalArgumentException(objection);
                    });
        }
        return found;
    }
}
