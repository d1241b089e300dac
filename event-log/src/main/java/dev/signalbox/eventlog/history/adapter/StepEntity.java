package dev.signalbox.eventlog.history.adapter;

import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A step with all that is known of it. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "step_view")
@IdClass(ShownStep.Key.class)
public class StepEntity extends ShownStep {
    public String result;

    @Override
    String resultJson() {
        return result;
    }
}
