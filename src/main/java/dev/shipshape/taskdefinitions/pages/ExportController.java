package dev.shipshape.taskdefinitions.pages;

import java.nio.charset.StandardCharsets;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.taskdefinitions.exports.Export;
import dev.shipshape.taskdefinitions.exports.Exports;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A revision in other notations, to read, to copy and to download. */
@Controller
@RequestMapping("/{connection}/task-definitions/{family}/{revision:\\d+}/exports/{format}")
class ExportController {

    private final RevisionHeader header;

    private final TaskDefinitions definitions;

    private final Exports exports;

    ExportController(RevisionHeader header, TaskDefinitions definitions, Exports exports) {
        this.header = header;
        this.definitions = definitions;
        this.exports = exports;
    }

    @GetMapping
    String show(Connection connection, @PathVariable String family, @PathVariable String revision,
            @PathVariable String format, @RequestParam(defaultValue = "false") boolean values, Model model) {
        TaskDefinition definition = this.header.show(connection, family, revision, model);
        model.addAttribute("formats", this.exports.formats())
            .addAttribute("values", values)
            .addAttribute("export", this.exports.of(connection, definition, format, values));
        return "taskdefinitions/export";
    }

    @GetMapping("/file")
    ResponseEntity<byte[]> file(Connection connection, @PathVariable String family, @PathVariable String revision,
            @PathVariable String format, @RequestParam(defaultValue = "false") boolean values) {
        TaskDefinition definition = this.definitions.named(connection, family + ":" + revision);
        Export export = this.exports.of(connection, definition, format, values);
        return ResponseEntity.ok()
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(export.file()).build().toString())
            .header(HttpHeaders.CONTENT_TYPE, export.type() + ";charset=UTF-8")
            .body(export.text().getBytes(StandardCharsets.UTF_8));
    }

}
