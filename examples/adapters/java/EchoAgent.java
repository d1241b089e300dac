import dev.signalbox.agenttype.AgentEnd;
import dev.signalbox.agenttype.AgentProgress;
import dev.signalbox.agenttype.AgentTask;
import dev.signalbox.agenttype.AgentTypeAdapter;
import dev.signalbox.agenttype.AgentUsage;
import java.math.BigDecimal;
import java.util.Optional;

/** The smallest type of agent that is a class: it answers with what it was asked, word by word. */
public final class EchoAgent implements AgentTypeAdapter {
    @Override
    public String type() {
        return "echo";
    }

    @Override
    public AgentEnd work(AgentTask task, AgentProgress progress) throws InterruptedException {
        if (task.prompt().isBlank()) {
            return new AgentEnd.Failed("there is nothing to echo", AgentEnd.Fault.OTHER);
        }
        String[] words = task.prompt().strip().split("\\s+");
        for (int number = 1; number <= words.length; number++) {
            progress.say(words[number - 1]);
            progress.used(new AgentUsage(number, number, BigDecimal.ZERO, Optional.of("echo")));
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped after " + number + " words");
            }
        }
        return new AgentEnd.Done(String.join(" ", words));
    }
}
