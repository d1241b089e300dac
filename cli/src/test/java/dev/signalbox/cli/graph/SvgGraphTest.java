package dev.signalbox.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.plan.Planner;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgGraphTest {
    @Test
    void a_picture_is_well_formed_and_has_a_node_for_each_step_and_a_line_for_what_orders_or_parts_them()
            throws Exception {
        Document svg = parsed(plan("""
                name: "<script>alert('&')</script>"
                steps:
                  a: {run: [x], title: "a \\"quoted\\" <title>", files: {write: [src/]}}
                  b: {run: [x], files: {write: [src/b]}}
                  c: {run: [x], depends_on: [a, b]}
                  d: {run: [x], depends_on: [a, c]}
                """));

        assertThat(elements(svg, "g", "step")).hasSize(4);
        assertThat(elements(svg, "path", "arrow"))
                .as("that d needs a follows from c")
                .hasSize(3);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("1 dependencies that follow from others have no arrow", "after a, c");
        assertThat(elements(svg, "path", "conflict"))
                .singleElement()
                .satisfies(line -> assertThat(line.getTextContent()).isEqualTo("a (src/) and b (src/b) meet at src/b"));
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void nodes_of_a_column_do_not_cover_each_other() throws Exception {
        String steps = IntStream.range(0, 60)
                .mapToObj(step -> "  s%d: {run: [x], depends_on: [%s]}"
                        .formatted(step, step < 10 ? "" : "s" + (step * 7 % 10) + ", s" + (step - 10)))
                .collect(Collectors.joining("\n"));

        Document svg = parsed(plan("steps:\n" + steps.replace("depends_on: []", "") + "\n"));

        List<Element> nodes = elements(svg, "g", "step");
        assertThat(nodes).hasSize(60);
        for (Element node : nodes) {
            for (Element other : nodes) {
                boolean sameColumn = number(node, "x") == number(other, "x");
                double distance = Math.abs(number(node, "y") - number(other, "y"));
                assertThat(node == other || !sameColumn || distance >= number(node, "height"))
                        .isTrue();
            }
        }
    }

    @Test
    void what_xml_cannot_hold_is_replaced() {
        assertThat(SvgGraph.escaped("a<b&\"c\"'\u0007\ud800")).isEqualTo("a&lt;b&amp;&quot;c&quot;&#39;\ufffd\ufffd");
    }

    private static double number(Element node, String attribute) {
        Element rectangle = (Element) node.getElementsByTagName("rect").item(0);
        return Double.parseDouble(rectangle.getAttribute(attribute));
    }

    private static List<Element> elements(Document svg, String tag, String style) {
        NodeList found = svg.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(at -> (Element) found.item(at))
                .filter(element -> element.getAttribute("class").equals(style))
                .toList();
    }

    private static Document parsed(Plan plan) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(GraphFormat.SVG.draw(plan).getBytes(StandardCharsets.UTF_8)));
    }

    private static Plan plan(String definition) {
        ReadResult result = DefinitionReader.read(
                DefinitionInput.of(new SourceFile("plan.yaml", "apiVersion: signalbox/v1\n" + definition)));
        assertThat(result).isInstanceOf(ReadResult.Readable.class);
        return Planner.plan(((ReadResult.Readable) result).spec());
    }
}
