package dev.signalbox.admission.http;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.definitions.SignalboxSchema;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The few pages for people: where things are, and what each problem means. */
@Path("/")
@NonBlocking
public class PagesResource {
    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    @GET
    @Produces(HTML)
    @Operation(hidden = true)
    public Response root() {
        return page("Signalbox", """
                <p>The control plane for fleets of coding agents.</p>
                <ul>
                <li><a href="/docs">The API, to read and to try</a></li>
                <li><a href="/openapi">The OpenAPI document</a></li>
                <li><a href="/v1/runs">The runs</a></li>
                <li><a href="/problems">What each problem means</a></li>
                <li><a href="%s">The schema of definitions, for editors</a></li>
                <li><a href="/q/health">Whether the door is open</a>, <a href="/q/metrics">metrics</a></li>
                </ul>
                """.formatted(SignalboxSchema.PATH));
    }

    @GET
    @Path("problems")
    @Produces(HTML)
    @Operation(hidden = true)
    public Response problems() {
        String items = Arrays.stream(ProblemCode.values())
                .map(code -> "<li><a href=\"/problems/" + code + "\"><code>" + code + "</code></a> " + code.httpStatus()
                        + ", " + code.title() + "</li>")
                .collect(Collectors.joining("\n"));
        return page("Problems", "<ul>\n" + items + "\n</ul>");
    }

    @GET
    @Path("problems/{code}")
    @Produces(HTML)
    @Operation(hidden = true)
    public Response problem(@PathParam("code") String name) {
        Optional<ProblemCode> found = Stream.of(ProblemCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst();
        return found.map(PagesResource::page)
                .orElseGet(() -> ProblemAnswers.answer(ProblemCode.NOT_FOUND, "No problem has this code."));
    }

    private static Response page(ProblemCode code) {
        return page(
                code.title(),
                "<p><code>" + code + "</code>, HTTP status " + code.httpStatus() + "</p>\n<p>" + ProblemText.of(code)
                        + "</p>\n<p><a href=\"/problems\">All problems</a></p>");
    }

    private static Response page(String title, String content) {
        String text = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + "</title></head>\n<body>\n<h1>" + title + "</h1>\n" + content + "\n</body></html>\n";
        return Response.ok(text, HTML)
                .header("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
