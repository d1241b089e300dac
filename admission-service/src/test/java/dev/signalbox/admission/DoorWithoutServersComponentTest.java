package dev.signalbox.admission;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door while there is neither Redis nor Kafka nor an event log: it says so, and admits nothing. */
@QuarkusTest
@TestProfile(DoorWithoutServersComponentTest.NoServers.class)
class DoorWithoutServersComponentTest {
    private static final String NOBODY_LISTENS = "127.0.0.1:1";

    /** Addresses where nobody listens. */
    public static final class NoServers implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port",
                    "0",
                    "kafka.bootstrap.servers",
                    NOBODY_LISTENS,
                    "quarkus.redis.hosts",
                    "redis://" + NOBODY_LISTENS,
                    "signalbox.event-log.url",
                    "http://" + NOBODY_LISTENS,
                    "signalbox.admission.state-deadline",
                    "500ms",
                    "signalbox.admission.log-deadline",
                    "500ms");
        }
    }

    @Test
    void it_lives_but_is_not_ready_and_says_why() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
    }

    @Test
    void a_run_is_denied() {
        given().contentType("application/yaml")
                .body("""
                        apiVersion: signalbox/v1
                        name: denied
                        agents: {worker: {type: fake}}
                        steps:
                          - id: only
                            agent: worker
                        """.getBytes(UTF_8))
                .post("/v1/runs")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("code", equalTo("STATE_ERROR"));
    }

    @Test
    void a_definition_with_errors_is_told_apart_from_that() {
        given().contentType("application/yaml")
                .body("""
                        apiVersion: signalbox/v1
                        name: broken
                        agents: {worker: {type: fake}}
                        steps:
                          - id: one
                            depends_on: [two, three]
                          - id: two
                            depends_on: [one]
                        """.getBytes(UTF_8))
                .post("/v1/runs")
                .then()
                .statusCode(400)
                .body("code", equalTo("DEFINITION_INVALID"))
                .body("errors[0].line", is(6));
    }

    @Test
    void a_plan_is_made_and_says_that_the_run_would_be_denied() {
        given().contentType("application/yaml")
                .body("""
                        apiVersion: signalbox/v1
                        name: planned
                        agents: {worker: {type: fake, capacity: 2}}
                        steps:
                          - {id: one, agent: worker, files: {write: [src/]}}
                          - {id: two, agent: worker, files: {write: ["src/**/*.py"]}}
                        """.getBytes(UTF_8))
                .post("/v1/plans")
                .then()
                .statusCode(200)
                .body("plan.name", equalTo("planned"))
                .body("plan.levelSizes", equalTo(List.of(2)))
                .body("plan.conflicts[0].path", equalTo("src/a.py"))
                .body("plan.estimates.history", nullValue())
                .body("admission.verdict", equalTo("denied"))
                .body("admission.code", equalTo("STATE_ERROR"))
                .body("admission.retryAfterMs", is(1000));
    }

    @Test
    void a_plan_of_a_definition_with_errors_is_the_problem_that_its_submission_is() {
        String broken =
                "apiVersion: signalbox/v1\nagents: {a: {type: fake}}\nsteps: {one: {agent: a, depends_on: [two]}}\n";
        String problem = given().contentType("application/yaml")
                .body(broken.getBytes(UTF_8))
                .post("/v1/runs")
                .then()
                .statusCode(400)
                .extract()
                .asString();

        given().contentType("application/yaml")
                .body(broken.getBytes(UTF_8))
                .post("/v1/plans")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(equalTo(problem));
    }

    @Test
    void plans_are_only_posted() {
        given().get("/v1/plans").then().statusCode(405).body("code", equalTo("METHOD_NOT_ALLOWED"));
    }

    @Test
    void the_shape_of_a_plan_is_in_the_description() {
        given().get("/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/plans'.post.operationId", equalTo("planRun"))
                .body("components.schemas.Plan.properties.conflictCount.type", notNullValue())
                .body("components.schemas.AdmissionOutlook", notNullValue());
    }

    @Test
    void its_limits_are_told_all_the_same_but_not_how_much_of_them_is_used() {
        given().get("/v1/admission/policy")
                .then()
                .statusCode(200)
                .body("maxRuns", is(6))
                .body("activeRuns", nullValue())
                .body("keyTime", equalTo("PT24H"))
                .body("maxDefinitionBytes", is(8 * 1024 * 1024));
    }

    @Test
    void a_read_is_denied() {
        given().get("/v1/runs")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("HISTORY_UNAVAILABLE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "pause", "resume"})
    void a_command_about_a_run_is_denied_while_nobody_knows_the_run(String command) {
        given().post("/v1/runs/01900000-0000-7000-8000-000000000000/" + command)
                .then()
                .statusCode(503)
                .body("code", equalTo("HISTORY_UNAVAILABLE"));
    }

    @Test
    void the_pages_are_there() {
        given().get("/problems/STATE_ERROR").then().statusCode(200).body(containsString("Redis"));
    }

    @Test
    void the_schema_of_definitions_is_at_a_path_that_does_not_change() {
        given().get("/schemas/signalbox-v1.schema.json")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .body("properties.apiVersion.const", equalTo("signalbox/v1"));
    }
}
