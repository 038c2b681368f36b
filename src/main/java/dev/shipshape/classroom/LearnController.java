package dev.shipshape.classroom;

import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cost.Prices;
import dev.shipshape.web.Life;
import dev.shipshape.web.Life.Stop;
import dev.shipshape.web.Status.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.SessionAttribute;

@Controller
class LearnController {

    /** The eight states of a task, with the line drawn up to the fourth. */
    private static final Life LIFE = Life.of(Stream
        .of("Provisioning", "Pending", "Activating", "Running", "Deactivating", "Stopping", "Deprovisioning", "Stopped")
        .map((word) -> new Stop(word, null))
        .toList(), 3, -1, Tone.RUNNING);

    private final Connections connections;

    private final Prices prices;

    LearnController(Connections connections, Prices prices) {
        this.connections = connections;
        this.prices = prices;
    }

    /**
     * Explains ECS; its words lead to the pages of the connection last looked at, and its
     * example has that region's prices.
     */
    @GetMapping("/learn")
    String learn(@SessionAttribute(name = "connection", required = false) @Nullable String last, Model model) {
        Connection connection = this.connections.shown(last).orElse(null);
        model.addAttribute("place", (connection != null) ? connection.path() : null)
            .addAttribute("example", Example.in((connection != null) ? connection.region() : "us-east-1", this.prices))
            .addAttribute("life", LIFE);
        return "classroom/learn";
    }

}
