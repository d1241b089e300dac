package dev.signalbox.admission.http;

import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Brings the schemas into the OpenAPI document that the reads use, which the event log answers: {@code META-INF/openapi.yaml}. */
@OpenAPIDefinition(
        info = @Info(title = "Signalbox", version = "v1"),
        components =
                @Components(
                        schemas = {
                            @Schema(name = "Problem", implementation = Problem.class),
                            @Schema(name = "RunView", implementation = RunView.class),
                            @Schema(name = "StepView", implementation = StepView.class),
                            @Schema(name = "AdmissionDecided", implementation = AdmissionDecided.class)
                        }))
public class Description extends Application {}
