package dev.shipshape.aws.engine;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the sandbox's tasks run on and what that reaches, for administrators. */
@Controller
class EngineController {

    private final SandboxEngines engines;

    EngineController(SandboxEngines engines) {
        this.engines = engines;
    }

    @GetMapping("/settings/engine")
    String show(Model model) {
        SandboxEngine engine = this.engines.ask().orElse(null);
        model.addAttribute("engine", engine);
        model.addAttribute("status", (engine != null) ? engine.status() : null);
        return "aws/engine";
    }

}
