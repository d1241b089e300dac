package dev.signalbox.eventlog.history.adapter;

import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A step without what it answered to the steps that need it. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "step_view")
@IdClass(ShownStep.Key.class)
public class StepWithoutOutput extends ShownStep {
    @Formula("without_output(result)")
    public String result;

    @Override
    String resultJson() {
        return result;
    }
}
