package dev.signalbox.eventlog.system;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.signalbox.eventlog.world.Kafka;
import dev.signalbox.eventlog.world.Servers;
import dev.signalbox.eventlog.world.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class QueriesIT {
    @Test
    void a_run_is_shown_as_its_events_tell_it() {
        Story story = Story.chain(3);
        try (Kafka kafka = new Kafka()) {
            kafka.publish(story);
        }
        await().untilAsserted(() -> given().get("/v1/runs/" + story.run())
                .then()
                .log()
                .all()
                .statusCode(200)
                .body("status", Matchers.is("succeeded")));
        given().get("/v1/runs/" + story.run() + "/steps").then().log().all();
        given().get("/v1/runs/" + story.run() + "/steps/s1").then().log().all();
        given().get("/v1/runs/" + story.run() + "/events?limit=2").then().log().all();
        given().get("/v1/runs?limit=2").then().log().all();
        given().get("/v1/admissions?limit=2").then().log().all();
        given().get("/q/health/ready").then().log().all();
        System.out.println(given().header("Accept", "text/event-stream")
                .get("/v1/runs/" + story.run() + "/stream?after=9")
                .asString());
    }
}
