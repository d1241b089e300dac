package dev.signalbox.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.attempt.Control;
import dev.signalbox.contracts.attempt.Dispatch;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.command.Command;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStarted;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCatalogueTest {
    @ParameterizedTest
    @ValueSource(classes = {Command.class, Dispatch.class, Control.class, Outcome.class, RunFact.class})
    void every_permitted_subtype_has_a_name_on_the_wire(Class<?> family) {
        assertThat(MessageCatalogue.types()).containsAll(membersOf(family).toList());
    }

    @Test
    void a_name_has_the_form_that_carries_its_version() {
        assertThat(MessageCatalogue.types())
                .extracting(MessageCatalogue::nameOfType)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("dev\\.signalbox\\.[a-z]+(-[a-z]+)*\\.v[1-9]\\d*"));
    }

    @Test
    void the_name_of_a_fact_is_read_as_an_event() {
        assertThat(MessageCatalogue.typeOf("dev.signalbox.run-started.v1")).contains(RunEvent.class);
    }

    @Test
    void an_unknown_name_has_no_type() {
        assertThat(MessageCatalogue.typeOf("dev.signalbox.run-started.v99")).isEmpty();
    }

    @Test
    void what_is_not_a_message_has_no_name() {
        assertThatThrownBy(() -> MessageCatalogue.nameOf("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a message");
    }

    @Test
    void a_fact_has_its_name_with_and_without_its_envelope() {
        assertThat(MessageCatalogue.nameOf(new RunStarted())).isEqualTo("dev.signalbox.run-started.v1");
    }

    private static Stream<Class<?>> membersOf(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(MessageCatalogueTest::membersOf)
                : Stream.of(type);
    }
}
