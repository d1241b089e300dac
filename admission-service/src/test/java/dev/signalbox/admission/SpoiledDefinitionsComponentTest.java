package dev.signalbox.admission;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.definitions.fuzz.FuzzedFixtures;
import dev.signalbox.definitions.fuzz.Mutator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of a valid definition, the door refuses it as a mistake of its caller, or, since there are no servers here, admits
 * nothing. {@code -Dsignalbox.test.seed} tries the same again.
 */
@QuarkusTest
@TestProfile(DoorWithoutServersComponentTest.NoServers.class)
class SpoiledDefinitionsComponentTest {
    private static final int ROUNDS = 200;

    @Test
    void a_spoiled_definition_is_never_an_error_of_the_door() throws Exception {
        long seed = Long.getLong("signalbox.test.seed", System.nanoTime());
        System.out.println("SpoiledDefinitionsComponentTest runs with -Dsignalbox.test.seed=" + seed);
        Random seeds = new Random(seed);
        Map<String, Integer> answers = new TreeMap<>();

        for (int round = 0; round < ROUNDS; round++) {
            List<SourceFile> files = new Mutator(seeds.nextLong(), FuzzedFixtures.valid()).next();
            Response answer =
                    round % 2 == 0 ? submitted(files, seeds.nextBoolean()) : submittedAsYaml(files.getFirst());
            answers.merge(codeOf(answer, files), 1, Integer::sum);
        }

        System.out.println("SpoiledDefinitionsComponentTest was answered " + answers);
        assertThat(answers).containsKeys("400 DEFINITION_INVALID", "400 DEFINITION_UNREADABLE", "503 STATE_ERROR");
    }

    private static Response submitted(List<SourceFile> files, boolean withAgents) throws Exception {
        @Nullable SourceFile agents = withAgents ? FuzzedFixtures.agents() : null;
        return given().contentType("application/json")
                .body(ContractJson.mapper().writeValueAsBytes(new RunRequest(null, files, agents, null, false, null)))
                .post("/v1/runs");
    }

    private static Response submittedAsYaml(SourceFile file) {
        return given().contentType("application/yaml")
                .body(file.content().getBytes(UTF_8))
                .post("/v1/runs");
    }

    private static String codeOf(Response answer, List<SourceFile> files) {
        String code = answer.jsonPath().getString("code");
        boolean isMistake = answer.statusCode() >= 400 && answer.statusCode() < 500;
        boolean isUnavailable = answer.statusCode() == 503 && "STATE_ERROR".equals(code);
        assertThat(isMistake || isUnavailable)
                .as("%s %s for %s", answer.statusCode(), code, files)
                .isTrue();
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(code).isNotBlank();
        return answer.statusCode() + " " + code;
    }
}
