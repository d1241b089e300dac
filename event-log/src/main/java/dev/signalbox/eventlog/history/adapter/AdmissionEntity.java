package dev.signalbox.eventlog.history.adapter;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code admission_view}: a decision of admission as it was written. */
@NullUnmarked
@Entity
@Immutable
@Table(name = "admission_view")
public class AdmissionEntity extends PanacheEntityBase {
    /** A UUID of version 7: the larger, the later. */
    @Id
    public String id;

    public String workspace;
    public String body;
}
