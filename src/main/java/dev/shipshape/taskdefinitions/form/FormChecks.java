package dev.shipshape.taskdefinitions.form;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.shipshape.taskdefinitions.TaskDefinitionJson;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Problem;
import org.springframework.validation.BindingResult;
import tools.jackson.databind.node.MissingNode;

/**
 * Checks what was typed, field by field, as ECS would, so that all that is wrong is said
 * at once and beside its field.
 */
final class FormChecks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private static final String NAME_RULE = "A name has 1 to 255 letters, digits, - and _.";

    private static final Pattern LOG_GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

    private static final Pattern ECR = Pattern.compile("\\d{12}\\.dkr[.-]ecr\\..+|localhost:.+|127\\.0\\.0\\.1:.+");

    private final TaskDefinitionForm form;

    private final BindingResult result;

    FormChecks(TaskDefinitionForm form, BindingResult result) {
        this.form = form;
        this.result = result;
    }

    /** Whether all that was typed can be read, even if something is still missing. */
    boolean readable() {
        if (this.form.inJson()) {
            checkJson(false);
        }
        else {
            if (!this.form.baseReadable()) {
                this.result.reject("base",
                        "What this form began with did not come back whole, and registering would lose it: begin again.");
            }
            for (int index = 0; index < this.form.containers().size(); index++) {
                checkText(index, this.form.containers().get(index));
            }
        }
        return !this.result.hasErrors();
    }

    /** Whether it can be registered as far as we know. */
    boolean complete() {
        readable();
        if (this.form.inJson()) {
            if (!this.result.hasErrors()) {
                checkJson(true);
            }
            return !this.result.hasErrors();
        }
        check(NAME.matcher(this.form.family().strip()).matches(), "family", NAME_RULE);
        check(!this.form.family().strip().equals("new"), "family",
                "“new” is an address of this console's own: choose another name.");
        checkSize();
        List<ContainerForm> containers = this.form.containers();
        for (int index = 0; index < containers.size(); index++) {
            checkContainer(index, containers.get(index));
        }
        if (containers.isEmpty()) {
            this.result.reject("containers", "A task has at least one container: add one.");
        }
        else if (containers.stream().noneMatch(ContainerForm::isEssential)) {
            this.result.rejectValue("containers[0].essential", "essential",
                    "At least one container must be essential.");
        }
        return !this.result.hasErrors();
    }

    private void checkJson(boolean complete) {
        try {
            TaskDefinitionJson json = TaskDefinitionJson.parse(this.form.json());
            json.check();
            if (complete) {
                check(NAME.matcher(json.family()).matches(), "json",
                        "The member “family” is missing or no name. " + NAME_RULE);
            }
        }
        catch (Problem problem) {
            FormProblems.show(problem, this.result);
        }
    }

    private void checkSize() {
        String cpu = this.form.cpu().strip();
        String memory = this.form.memory().strip();
        if (this.form.fargate()) {
            check(FargateSizes.has(cpu), "cpu", "Fargate has no such size: choose one of the list.");
            check(!FargateSizes.has(cpu) || FargateSizes.has(cpu, memory), "memory",
                    "This memory does not go with this CPU: choose one of the list.");
            return;
        }
        check(this.form.launchType().equals(LaunchTypeText.EC2), "launchType", "Choose Fargate or EC2.");
        check(cpu.isEmpty() || within(cpu, 128, 10_240), "cpu", "CPU units go from 128 to 10240; 1024 are a vCPU.");
        check(memory.isEmpty() || within(memory, 4, 4_194_304), "memory", "Memory is MiB, at least 4.");
        check(!memory.isEmpty() || noneWithoutMemory(), "memory",
                "Say how much memory the task takes, unless the JSON says it for every container.");
    }

    private boolean noneWithoutMemory() {
        return this.form.kept()
            .entrySet()
            .stream()
            .filter((kept) -> !kept.getKey().isEmpty())
            .filter((kept) -> kept.getValue().contains("memory") || kept.getValue().contains("memoryReservation"))
            .count() == this.form.containers().size();
    }

    private static boolean within(String digits, int from, int to) {
        return digits.matches("\\d{1,8}") && Integer.parseInt(digits) >= from && Integer.parseInt(digits) <= to;
    }

    private void checkText(int index, ContainerForm container) {
        read(index, "ports", ContainerForm.PORTS, container.ports());
        read(index, "environment", ContainerForm.ENVIRONMENT, container.environment());
        read(index, "command", ContainerForm.COMMAND, container.command());
        read(index, "dependsOn", ContainerForm.DEPENDS_ON, container.dependsOn());
    }

    private void read(int index, String field, Text text, String typed) {
        try {
            text.read(typed.replace("\r\n", "\n"), MissingNode.getInstance());
        }
        catch (WrongText ex) {
            check(false, field(index, field), ex.sentence());
        }
    }

    private void checkContainer(int index, ContainerForm container) {
        String name = container.name().strip();
        check(NAME.matcher(name).matches(), field(index, "name"), NAME_RULE);
        check(this.form.containers().stream().filter((other) -> other.name().strip().equals(name)).count() == 1
                || name.isEmpty(), field(index, "name"), "Another container has this name.");
        String image = container.image().strip();
        check(image.matches("[^\\s]{1,255}"), field(index, "image"),
                "Name an image, such as public.ecr.aws/nginx/nginx:latest, without blanks.");
        String group = container.logGroup().strip();
        check(group.isEmpty() || LOG_GROUP.matcher(group).matches(), field(index, "logGroup"),
                "A log group has up to 512 letters, digits and . - _ / #.");
        boolean said = this.result.hasFieldErrors("executionRole");
        if (!said && this.form.fargate() && this.form.executionRole().isBlank()) {
            check(group.isEmpty(), "executionRole", "Fargate needs an execution role to write to a log group.");
            check(!ECR.matcher(image).matches() || !group.isEmpty(), "executionRole",
                    "Fargate needs an execution role to pull from a private repository.");
        }
        if (!this.result.hasFieldErrors(field(index, "dependsOn"))) {
            checkDependsOn(index, container);
        }
    }

    private void checkDependsOn(int index, ContainerForm container) {
        Set<String> names = new HashSet<>(this.form.containers().stream().map((one) -> one.name().strip()).toList());
        for (String other : DependsText.names(container.dependsOn())) {
            check(names.contains(other), field(index, "dependsOn"), "There is no container “" + other + "” here.");
            check(!other.equals(container.name().strip()), field(index, "dependsOn"),
                    "A container cannot wait for itself.");
        }
    }

    private static String field(int index, String name) {
        return "containers[" + index + "]." + name;
    }

    private void check(boolean right, String field, String sentence) {
        if (!right) {
            this.result.rejectValue(field, "wrong", sentence);
        }
    }

}
