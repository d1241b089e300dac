package dev.signalbox.system.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A graph of fifty short steps in ten layers, with scopes of which many overlap and a few steps that fail at first. */
public final class FiftySteps {
    public static final int STEPS = 50;

    private static final int LAYERS = 10;
    private static final int WIDTH = STEPS / LAYERS;
    private static final int ATTEMPTS = 4;
    private static final int AT_A_TIME = 6;

    private FiftySteps() {}

    /** @param seed decides what depends on what and who writes where */
    public static Graph at(Site site, long seed) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int place = 0; place < WIDTH; place++) {
                steps.add(step(site, layer, place, random));
            }
        }
        return Graph.ofCommands("fifty-steps-" + seed, AT_A_TIME, steps);
    }

    private static Step step(Site site, int layer, int place, Random random) {
        double seconds = (50 + random.nextInt(50)) / 1000.0;
        List<String> command = place == 0 && layer % 3 == 1 ? site.failingAtFirst(seconds, 1) : site.working(seconds);
        Step step = Step.running(id(layer, place), command)
                .tried(ATTEMPTS)
                .after(dependencies(layer, random))
                .reading("docs/**");
        return switch (random.nextInt(6)) {
            case 0 -> step.writing("src/**");
            case 1 -> step.writing("src/shared/*.txt");
            case 2 -> step.writing("docs/chapter-" + place + ".md");
            default -> step.writing("src/part-" + place + "/**");
        };
    }

    private static List<String> dependencies(int layer, Random random) {
        if (layer == 0) {
            return List.of();
        }
        return IntStream.range(0, WIDTH)
                .filter(_ -> random.nextInt(WIDTH) < 2)
                .mapToObj(place -> id(layer - 1, place))
                .toList();
    }

    private static String id(int layer, int place) {
        return "step-%d-%d".formatted(layer, place);
    }
}
