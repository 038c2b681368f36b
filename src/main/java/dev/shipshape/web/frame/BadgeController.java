package dev.shipshape.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Gives the badge anew when something on an open page has moved. */
@Controller
class BadgeController {

    private final Frames frames;

    BadgeController(Frames frames) {
        this.frames = frames;
    }

    @GetMapping("/api/frame/badge")
    String badge(HttpServletRequest request, Model model) {
        model.addAttribute(Frames.ATTRIBUTE, this.frames.of(request));
        return "kit/layout :: cleanup-badge";
    }

}
