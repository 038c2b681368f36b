package dev.shipshape.accounts;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class SignInController {

    private final DemonstrationAccounts demonstrations;

    SignInController(DemonstrationAccounts demonstrations) {
        this.demonstrations = demonstrations;
    }

    @GetMapping("/login")
    String signIn(HttpServletRequest request, Model model) {
        model.addAttribute("demonstrations", this.demonstrations.offered(request));
        model.addAttribute("failed", request.getParameterMap().containsKey("error"));
        model.addAttribute("expired", request.getParameterMap().containsKey("expired"));
        model.addAttribute("signedOut", request.getParameterMap().containsKey("signed-out"));
        return "accounts/login";
    }

}
