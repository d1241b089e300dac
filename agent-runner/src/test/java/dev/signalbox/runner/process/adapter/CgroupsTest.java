package dev.signalbox.runner.process.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.runner.process.KernelRecord;
import dev.signalbox.runner.process.Resource;
import dev.signalbox.runner.process.port.ControlGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups in a directory that looks like one of the kernel's. */
class CgroupsTest {
    private static final ResourceLimits LIMITS = new ResourceLimits(512L << 20, 64, 1.5, false);

    @TempDir
    Path base;

    private Path node;

    @BeforeEach
    void create() throws IOException {
        node = Files.createDirectory(base.resolve("signalbox-left"));
    }

    @Test
    void the_limits_of_a_group_are_written_as_the_kernel_reads_them() throws IOException {
        Cgroups groups = groupsWith("cpu io memory pids");

        assertThat(groups.open("run.7.build", LIMITS)).isPresent();

        Path group = node.resolve("run.7.build");
        assertThat(group.resolve("memory.max")).hasContent("536870912");
        assertThat(group.resolve("memory.oom.group")).hasContent("1");
        assertThat(group.resolve("pids.max")).hasContent("64");
        assertThat(group.resolve("cpu.max")).hasContent("150000 100000");
        assertThat(groups.kept()).containsExactlyInAnyOrder(Resource.values());
        assertThat(groups.shortcoming()).isEmpty();
    }

    @Test
    void limits_without_a_controller_are_not_written_and_said() throws IOException {
        Cgroups groups = groupsWith("hugetlb pids");

        assertThat(groups.open("run.7.build", LIMITS)).isPresent();

        assertThat(node.resolve("run.7.build").resolve("memory.max")).doesNotExist();
        assertThat(node.resolve("run.7.build").resolve("pids.max")).hasContent("64");
        assertThat(groups.kept()).containsExactly(Resource.PROCESSES);
        assertThat(groups.shortcoming()).contains("memory, cpu", base.toString(), "signalbox.runner.cgroup");
    }

    @Test
    void controllers_are_asked_for_where_the_groups_of_attempts_need_them() throws IOException {
        Files.writeString(base.resolve("cgroup.controllers"), "cpu memory pids\n");

        Cgroups.in(base, "left");

        assertThat(Files.readString(base.resolve("cgroup.subtree_control"))).contains("+memory", "+pids", "+cpu");
        assertThat(Files.readString(node.resolve("cgroup.subtree_control"))).contains("+memory", "+pids", "+cpu");
    }

    @Test
    void members_are_those_of_the_group_and_of_the_groups_in_it() throws IOException {
        ControlGroup group =
                groupsWith("").open("run.7.build", ResourceLimits.NONE).orElseThrow();
        Path inner = Files.createDirectory(node.resolve("run.7.build").resolve("inner"));
        Files.writeString(group.entrance(), "12\n13\n");
        Files.writeString(inner.resolve("cgroup.procs"), "14\n");

        assertThat(group.members()).containsExactly(12L, 13L, 14L);
    }

    @Test
    void a_group_is_killed_where_the_kernel_can() throws IOException {
        ControlGroup group =
                groupsWith("").open("run.7.build", ResourceLimits.NONE).orElseThrow();

        assertThat(group.kill()).isFalse();
        Files.createFile(node.resolve("run.7.build").resolve("cgroup.kill"));
        assertThat(group.kill()).isTrue();
        assertThat(node.resolve("run.7.build").resolve("cgroup.kill")).hasContent("1");
    }

    @Test
    void what_the_kernel_did_is_read_from_its_counters() throws IOException {
        ControlGroup group =
                groupsWith("memory pids").open("run.7.build", LIMITS).orElseThrow();
        assertThat(group.record()).isEqualTo(KernelRecord.EMPTY);

        Path directory = node.resolve("run.7.build");
        Files.writeString(
                directory.resolve("memory.events"), "low 0\nhigh 0\nmax 31\noom 1\noom_kill 2\noom_group_kill 1\n");
        Files.writeString(directory.resolve("pids.events"), "max 5\n");

        assertThat(group.record()).isEqualTo(new KernelRecord(2, 5));
    }

    @Test
    void groups_of_an_earlier_run_are_left_behind() throws IOException {
        groupsWith("").open("run.7.build", ResourceLimits.NONE);

        assertThat(groupsWith("").leftBehind())
                .extracting(ControlGroup::entrance)
                .containsExactly(node.resolve("run.7.build").resolve("cgroup.procs"));
    }

    @Test
    void a_group_that_ended_is_given_back() throws IOException {
        ControlGroup group =
                groupsWith("").open("run.7.build", ResourceLimits.NONE).orElseThrow();

        group.remove();

        assertThat(node.resolve("run.7.build")).doesNotExist();
    }

    @Test
    void a_group_is_given_back_with_the_groups_that_its_processes_made_in_it() throws IOException {
        ControlGroup group =
                groupsWith("").open("run.7.build", ResourceLimits.NONE).orElseThrow();
        Files.createDirectories(node.resolve("run.7.build").resolve("outer").resolve("inner"));

        group.remove();

        assertThat(node.resolve("run.7.build")).doesNotExist();
    }

    @Test
    void a_directory_that_is_none_is_a_machine_without_groups() {
        assertThat(Cgroups.find(Optional.of(base.resolve("missing")), "left").shortcoming())
                .contains("missing is not a directory");
    }

    @Test
    void a_group_that_no_process_enters_is_a_machine_without_groups() throws IOException {
        Path readOnly = Path.of("/proc/sys");

        assertThat(Cgroups.find(Optional.of(readOnly), "left").open("a", ResourceLimits.NONE))
                .isEmpty();
    }

    @Test
    void the_own_group_is_found_below_the_mount_of_version_2() throws IOException {
        Path proc = Files.createDirectory(base.resolve("proc"));
        Files.writeString(proc.resolve("cgroup"), "9:name=systemd:/\n4:memory:/other\n0::/agents.slice/runner\n");
        Files.writeString(
                proc.resolve("mountinfo"),
                "31 24 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                        + "32 24 0:28 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n");

        assertThat(CgroupPlace.own(proc)).contains(Path.of("/sys/fs/cgroup/unified/agents.slice/runner"));
    }

    @Test
    void a_mount_that_shows_a_part_of_the_tree_is_taken_into_account() throws IOException {
        Path proc = Files.createDirectory(base.resolve("proc"));
        Files.writeString(proc.resolve("cgroup"), "0::/pods/7/runner\n");
        Files.writeString(
                proc.resolve("mountinfo"), "32 24 0:28 /pods/7 /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw\n");

        assertThat(CgroupPlace.own(proc)).contains(Path.of("/sys/fs/cgroup/runner"));
    }

    /** Whatever the kernel offers is passed on to the groups of attempts already. */
    private Cgroups groupsWith(String controllers) throws IOException {
        for (Path directory : new Path[] {base, node}) {
            Files.writeString(directory.resolve("cgroup.controllers"), controllers + "\n");
            Files.writeString(directory.resolve("cgroup.subtree_control"), controllers + "\n");
        }
        return Cgroups.in(base, "left");
    }
}
