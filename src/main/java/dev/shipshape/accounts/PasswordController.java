package dev.shipshape.accounts;

import java.security.Principal;

import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everyone's own password. The demonstration accounts have none to change. */
@Controller
@RequestMapping("/account/password")
class PasswordController {

    private final People people;

    PasswordController(People people) {
        this.people = people;
    }

    @GetMapping
    String form(Model model) {
        model.addAttribute("form", new NewPassword("", "", ""));
        return "accounts/password";
    }

    @PostMapping
    String change(Principal principal, @Valid @ModelAttribute("form") NewPassword form, BindingResult result,
            HttpServletResponse response, RedirectAttributes redirect) {
        if (!result.hasErrors() && !form.next().equals(form.again())) {
            result.rejectValue("again", "differs", "This differs from the new password.");
        }
        if (result.hasErrors()) {
            return FormProblems.again(response, "accounts/password");
        }
        try {
            this.people.changePassword(principal.getName(), form.present(), form.next());
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, "accounts/password");
        }
        redirect.addFlashAttribute("message", "Your password is changed.");
        return "redirect:/account/password";
    }

    @ModelAttribute("demonstration")
    boolean demonstration(Principal principal) {
        return DemonstrationAccounts.NAMES.contains(principal.getName());
    }

    record NewPassword(@NotNull(message = "Type your present password.") String present,
            @NotNull(message = "Type a new password.") String next,
            @NotNull(message = "Type the new password twice.") String again) {
    }

}
