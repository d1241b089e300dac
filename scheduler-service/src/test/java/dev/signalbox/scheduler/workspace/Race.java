package dev.signalbox.scheduler.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Several that act at once, each in its own order. The scheduler reads one thing after the other, so what can happen is every way of
 * putting their acts in one line; and in each of those, that the scheduler dies after any of them, and that everything arrives twice.
 */
record Race(Supplier<World> start, List<List<Act>> lanes) {
    /** Something that the scheduler reads. */
    record Act(String name, Consumer<World> deliver) {
        void on(World world) {
            deliver.accept(world);
        }
    }

    /** One course of the race, and what became of it. */
    record Course(World world, List<String> order) {
        boolean isBefore(String first, String second) {
            return order.indexOf(first) < order.indexOf(second);
        }

        boolean isLast(String act) {
            return order.getLast().equals(act);
        }
    }

    static Act act(String name, Consumer<World> deliver) {
        return new Act(name, deliver);
    }

    /** Plays every course and shows each to {@code verdict}; answers how many there were. */
    int explore(Consumer<Course> verdict) {
        List<List<Act>> orders = orders(lanes);
        for (List<Act> order : orders) {
            show(
                    verdict,
                    order,
                    order.stream().<Consumer<World>>map(Act::deliver).toList());
            show(
                    verdict,
                    order,
                    order.stream()
                            .flatMap(act -> Stream.<Consumer<World>>of(act.deliver(), act.deliver()))
                            .toList());
            IntStream.rangeClosed(0, order.size()).forEach(dies -> show(verdict, order, withRestart(order, dies)));
        }
        return orders.size();
    }

    private static List<Consumer<World>> withRestart(List<Act> order, int dies) {
        List<Consumer<World>> acts = new ArrayList<>();
        order.forEach(act -> acts.add(act.deliver()));
        acts.add(dies, World::restart);
        return acts;
    }

    private void show(Consumer<Course> verdict, List<Act> order, List<Consumer<World>> acts) {
        World world = start.get();
        acts.forEach(act -> act.accept(world));
        Course course = new Course(world, order.stream().map(Act::name).toList());
        try {
            world.assertSequencesHaveNoGap();
            verdict.accept(course);
        } catch (AssertionError e) {
            throw new AssertionError("in the order " + course.order() + ", events " + world.events, e);
        }
    }

    /** Every merge of the lanes that keeps the order of each. */
    private static List<List<Act>> orders(List<List<Act>> lanes) {
        if (lanes.stream().allMatch(List::isEmpty)) {
            return List.of(List.of());
        }
        List<List<Act>> orders = new ArrayList<>();
        for (int next = 0; next < lanes.size(); next++) {
            List<Act> lane = lanes.get(next);
            if (!lane.isEmpty()) {
                List<List<Act>> rest = new ArrayList<>(lanes);
                rest.set(next, lane.subList(1, lane.size()));
                orders(rest).forEach(tail -> orders.add(following(lane.getFirst(), tail)));
            }
        }
        return orders;
    }

    private static List<Act> following(Act first, List<Act> tail) {
        return Stream.concat(Stream.of(first), tail.stream()).toList();
    }
}
