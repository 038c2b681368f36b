package dev.shipshape.taskdefinitions.form;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.compose.Imported;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Fills in the form from what a person pastes; nothing is registered. */
@Controller
@RequestMapping("/{connection}/task-definitions/pastes")
class PasteController {

    private static final String VIEW = "taskdefinitions/paste";

    private final FormPage page;

    PasteController(FormPage page) {
        this.page = page;
    }

    @GetMapping("/new")
    String form(Connection connection, @ModelAttribute("paste") PasteForm paste) {
        return VIEW;
    }

    @PostMapping
    String fill(Connection connection, @ModelAttribute("paste") PasteForm paste, BindingResult result, Model model,
            HttpServletResponse response) {
        try {
            Imported imported = Pasted.read(paste.pasted(), this.page.executionRole(connection));
            TaskDefinitionForm form = TaskDefinitionForm.of(imported.definition(), connection.region());
            model.addAttribute("form", form).addAttribute("lost", imported.lost()).addAttribute("carried", true);
            this.page.fill(connection, form, model);
            return "taskdefinitions/new";
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, VIEW);
        }
    }

}
