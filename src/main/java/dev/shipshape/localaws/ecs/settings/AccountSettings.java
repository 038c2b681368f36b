package dev.shipshape.localaws.ecs.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingType;

/**
 * Account settings, per region: those of a principal, and the root user's, which count
 * for every principal that has none of its own.
 */
public final class AccountSettings {

    /** ECS's own list, in its own order; it names two that the API does not take. */
    private static final String NAMES = "[serviceLongArnFormat,taskLongArnFormat,containerInstanceLongArnFormat,"
            + "containerLongArnFormat,awsvpcTrunking,containerInsights,dualStackIPv6]";

    private static final int MOST_A_PAGE = 10;

    private final Table<Value> values;

    /** The settings in a store. */
    public AccountSettings(Store store) {
        this.values = store.records("ecs.account-settings", Value.class);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("PutAccountSetting",
                Operation.of(PutAccountSettingRequest::builder, this::put).requiring("name", "value"),
                "PutAccountSettingDefault",
                Operation.of(PutAccountSettingDefaultRequest::builder, this::putDefault).requiring("name", "value"),
                "DeleteAccountSetting",
                Operation.of(DeleteAccountSettingRequest::builder, this::delete).requiring("name"),
                "ListAccountSettings", Operation.of(ListAccountSettingsRequest::builder, this::list));
    }

    /** What counts for Container Insights in a cluster that does not say. */
    public String containerInsights(CallContext context) {
        return effective(context, context.user(), SettingName.CONTAINER_INSIGHTS);
    }

    private PutAccountSettingResponse put(CallContext context, PutAccountSettingRequest request) {
        Setting setting = put(context, principal(context, request.principalArn()), request.nameAsString(),
                request.value());
        return PutAccountSettingResponse.builder().setting(setting).build();
    }

    private PutAccountSettingDefaultResponse putDefault(CallContext context, PutAccountSettingDefaultRequest request) {
        Setting setting = put(context, root(context), request.nameAsString(), request.value());
        return PutAccountSettingDefaultResponse.builder().setting(setting).build();
    }

    private Setting put(CallContext context, String principal, String asked, String value) {
        SettingName name = name(asked);
        if (name.isManagedByAws() || !name.takes(value)) {
            throw EcsErrors.invalidParameter("Invalid setting 'value'");
        }
        this.values.put(key(context, principal, name), new Value(value));
        return setting(name, value, principal);
    }

    private DeleteAccountSettingResponse delete(CallContext context, DeleteAccountSettingRequest request) {
        SettingName name = name(request.nameAsString());
        String principal = principal(context, request.principalArn());
        this.values.remove(key(context, principal, name));
        return DeleteAccountSettingResponse.builder()
            .setting(setting(name, effective(context, principal, name), principal))
            .build();
    }

    private ListAccountSettingsResponse list(CallContext context, ListAccountSettingsRequest request) {
        SettingName only = (request.nameAsString() != null) ? name(request.nameAsString()) : null;
        String principal = principal(context, request.principalArn());
        boolean effective = Boolean.TRUE.equals(request.effectiveSettings());
        int size = (request.maxResults() != null && request.maxResults() != 0) ? request.maxResults() : MOST_A_PAGE;
        if (size < 1 || size > MOST_A_PAGE) {
            throw EcsErrors.invalidParameter("maxResults must be between 1 and 10.");
        }
        List<Setting> settings = Arrays.stream(SettingName.values())
            .filter((name) -> only == null || only == name)
            .flatMap((name) -> (effective ? Optional.of(effective(context, principal, name))
                    : own(context, principal, name))
                .map((value) -> setting(name, value, principal))
                .stream())
            .filter((setting) -> request.value() == null || request.value().equals(setting.value()))
            .sorted(Comparator.comparing(Setting::nameAsString))
            .toList();
        Page<Setting> page = Page.of(settings, Setting::nameAsString, size, request.nextToken(),
                EcsErrors::invalidToken);
        return ListAccountSettingsResponse.builder().settings(page.items()).nextToken(page.nextToken()).build();
    }

    private static SettingName name(String asked) {
        return SettingName.of(asked)
            .orElseThrow(() -> EcsErrors.invalidParameter(asked + " should be one of " + NAMES));
    }

    private String effective(CallContext context, String principal, SettingName name) {
        return own(context, principal, name).or(() -> own(context, root(context), name)).orElse(name.standard());
    }

    private Optional<String> own(CallContext context, String principal, SettingName name) {
        return this.values.find(key(context, principal, name)).map(Value::value);
    }

    private static Setting setting(SettingName name, String value, String principal) {
        return Setting.builder()
            .name(name.wire())
            .value(value)
            .principalArn(principal)
            .type(name.isManagedByAws() ? SettingType.AWS_MANAGED : SettingType.USER)
            .build();
    }

    private static String principal(CallContext context, @Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return context.user();
        }
        if (!asked.startsWith("arn:aws:iam::" + context.account() + ":")) {
            throw EcsErrors.invalidParameter("Invalid principalArn: " + asked);
        }
        return asked;
    }

    private static String root(CallContext context) {
        return "arn:aws:iam::" + context.account() + ":root";
    }

    private static String key(CallContext context, String principal, SettingName name) {
        return context.region() + "|" + principal + "|" + name.wire();
    }

    /** The value of a setting. */
    record Value(String value) {
    }

}
