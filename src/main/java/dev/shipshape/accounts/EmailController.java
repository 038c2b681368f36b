package dev.shipshape.accounts;

import java.security.Principal;

import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where everyone is told by e-mail. The demonstration accounts are not stored. */
@Controller
@RequestMapping("/account/email")
class EmailController {

    private static final String PAGE = "accounts/email";

    private final People people;

    EmailController(People people) {
        this.people = people;
    }

    @GetMapping
    String form(Principal principal, Model model) {
        model.addAttribute("form", new Address(this.people.email(principal.getName()).orElse("")));
        return PAGE;
    }

    @PostMapping
    String change(Principal principal, @ModelAttribute("form") Address form, BindingResult result,
            HttpServletResponse response, RedirectAttributes redirect) {
        try {
            String email = (form.email() != null) ? form.email() : "";
            this.people.email(principal.getName(), email);
            redirect.addFlashAttribute("message", email.isBlank() ? "Notices go to the channel's address."
                    : "Notices to you go to " + email.strip() + ".");
            return "redirect:/account/email";
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, PAGE);
        }
    }

    @ModelAttribute("demonstration")
    boolean demonstration(Principal principal) {
        return DemonstrationAccounts.NAMES.contains(principal.getName());
    }

    record Address(@Nullable String email) {
    }

}
