package dev.signalbox.cli.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepStatus;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String TAINT = "\"><script>alert('x')</script><img src=x onerror=y>&amp;\u001b[31m\u202e";
    private static final Pattern ELEMENT = Pattern.compile("<(/?[a-zA-Z!][a-zA-Z0-9]*)");

    @Test
    void failures_come_before_the_timeline_and_say_why() {
        String page = page(Samples.report(Samples.run(RunStatus.FAILED), Samples.steps(), "First", "Second"));

        assertThat(page).contains("1 failed step", "no such file", "step second/test failed");
        assertThat(page.indexOf("1 failed step")).isLessThan(page.indexOf("Timeline"));
        assertThat(page).contains("1\u202f800", "$0.42", "$40.00", "10.0 s", "class=\"bar failed\"");
    }

    @Test
    void a_run_without_failures_has_no_section_of_failures() {
        String page = page(Samples.report(
                Samples.run(RunStatus.SUCCEEDED),
                List.of(Samples.step(Samples.LINT, 0, null, StepStatus.SUCCEEDED, null, null)),
                "First",
                "Second"));

        assertThat(page).doesNotContain("failed step").contains("completed");
    }

    @Test
    void nothing_that_others_wrote_is_markup() {
        Report report = Samples.report(
                Samples.run(RunStatus.FAILED, TAINT, TAINT),
                List.of(Samples.step(Samples.TEST, 0, TAINT, StepStatus.FAILED, Samples.failed(TAINT), TAINT)),
                TAINT + 1,
                TAINT + 2);

        String page = page(report);

        assertThat(ELEMENT.matcher(page).results().map(found -> found.group(1)))
                .doesNotContain("script", "img")
                .contains("html", "table");
        assertThat(page).doesNotContain("onerror=y>", "\u001b", "\u202e").contains("&lt;script&gt;", "&amp;amp;");
    }

    @Test
    void the_page_needs_nothing_from_elsewhere_and_is_right_in_light_and_dark() {
        String page = page(Samples.report(Samples.run(RunStatus.FAILED), Samples.steps(), "First", "Second"));

        assertThat(page)
                .doesNotContain("http://", "https://", "url(", "@import", "<link", "src=")
                .contains("default-src 'none'", "prefers-color-scheme: dark");
    }

    private static String page(Report report) {
        return new HtmlReport(report, ZoneOffset.UTC).text();
    }
}
