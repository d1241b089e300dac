package dev.signalbox.runner.slot.adapter;

import dev.signalbox.runner.slot.port.RunnerGroup;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;

/** The runners as Kafka knows them: the client ids of the members of their consumer groups. */
public final class KafkaRunnerGroup implements RunnerGroup {
    private static final long ANSWER_WITHIN_MS = 2_000;

    private final Admin admin;
    private final String prefix;

    /** @param prefix what the names of all runners' consumer groups begin with */
    public KafkaRunnerGroup(Admin admin, String prefix) {
        this.admin = admin;
        this.prefix = prefix;
    }

    @Override
    public Optional<Set<String>> members() {
        try {
            return stableMembers();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Set<String>> stableMembers() throws ExecutionException, TimeoutException, InterruptedException {
        List<String> groups = admin
                .listGroups(ListGroupsOptions.forConsumerGroups())
                .all()
                .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS)
                .stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(prefix))
                .toList();
        Collection<ConsumerGroupDescription> descriptions = admin.describeConsumerGroups(groups)
                .all()
                .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS)
                .values();
        Set<String> members = new HashSet<>();
        for (ConsumerGroupDescription group : descriptions) {
            switch (group.groupState()) {
                case STABLE -> group.members().forEach(member -> members.add(member.clientId()));
                case EMPTY, DEAD -> {}
                case UNKNOWN, PREPARING_REBALANCE, COMPLETING_REBALANCE, ASSIGNING, RECONCILING, NOT_READY -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(members);
    }
}
