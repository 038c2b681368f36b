package dev.shipshape.taskdefinitions.exports;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.taskdefinitions.carry.Written;
import dev.shipshape.web.NotFound;
import org.springframework.stereotype.Component;

/** Revisions in other notations. */
@Component
public class Exports {

    private final TaskDefinitions definitions;

    Exports(TaskDefinitions definitions) {
        this.definitions = definitions;
    }

    /** The notations that there are: the last part of the address, and the label. */
    public Map<String, String> formats() {
        Map<String, String> formats = new LinkedHashMap<>();
        Arrays.stream(Format.values()).forEach((format) -> formats.put(format.path(), format.label()));
        return formats;
    }

    /**
     * A revision in a notation.
     * @param connection where
     * @param definition the revision
     * @param path the last part of the notation's address
     * @param values whether values of variables are to be in it; a person asks for them,
     * because they may be secrets
     * @return the export
     * @throws NotFound if there is no such notation
     */
    public Export of(Connection connection, TaskDefinition definition, String path, boolean values) {
        Format format = Format.of(path).orElseThrow(() -> new NotFound("export", path));
        TaskDefinitionJson all = this.definitions.json(connection, definition.label());
        TaskDefinitionJson without = all.withoutValues();
        boolean hidden = !values && !without.equals(all);
        Written written = format.written(hidden ? without : all, connection);
        return new Export(path, format.words(), format.file(definition.family(), definition.revision()), format.type(),
                written.text(), written.lost(), hidden);
    }

}
