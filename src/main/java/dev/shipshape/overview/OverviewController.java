package dev.shipshape.overview;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.web.Live;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.ModelAndView;

@Controller
class OverviewController {

    private final Overview overview;

    private final HandsOn handsOn;

    private final Connections connections;

    OverviewController(Overview overview, HandsOn handsOn, Connections connections) {
        this.overview = overview;
        this.handsOn = handsOn;
        this.connections = connections;
    }

    @GetMapping("/")
    @Nullable ModelAndView home(@SessionAttribute(name = "connection", required = false) @Nullable String last, Model model,
            Live live) {
        Standing standing = this.overview.standing();
        List<DoneRow> done = this.overview.lastDone();
        List<HandsOn.Step> steps = this.connections.shown(last).map(this.handsOn::steps).orElse(List.of());
        model.addAttribute("standing", standing).addAttribute("done", done).addAttribute("steps", steps);
        model.addAttribute("at", this.connections.shown(last).map(Connection::path).orElse(""));
        return live.answer(List.of(standing, done, steps), standing.atRest(), "overview/home", "now");
    }

}
