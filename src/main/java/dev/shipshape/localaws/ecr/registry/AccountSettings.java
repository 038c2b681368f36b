package dev.shipshape.localaws.ecr.registry;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecr.model.GetAccountSettingRequest;
import software.amazon.awssdk.services.ecr.model.GetAccountSettingResponse;
import software.amazon.awssdk.services.ecr.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecr.model.PutAccountSettingResponse;

/**
 * What an account can choose of ECR in a region (ECR API reference, PutAccountSetting).
 */
public final class AccountSettings {

    /** Of which actions a registry's policy may speak. */
    static final String POLICY_SCOPE = "REGISTRY_POLICY_SCOPE";

    private static final String SCANNING = "BASIC_SCAN_TYPE_VERSION";

    private static final String MOUNTING = "BLOB_MOUNTING";

    /** What can be chosen. */
    private static final Map<String, List<String>> VALUES = Map.of(SCANNING, List.of("AWS_NATIVE"), POLICY_SCOPE,
            List.of("V2"), MOUNTING, List.of("ENABLED", "DISABLED"));

    /** What holds before that. */
    private static final Map<String, String> BEFORE = Map.of(SCANNING, "AWS_NATIVE", POLICY_SCOPE, "V1", MOUNTING,
            "ENABLED");

    private final Table<Setting> table;

    /** The settings of all regions. */
    public AccountSettings(Store store) {
        this.table = store.records("ecr.account-settings", Setting.class);
    }

    record Setting(String value) {

    }

    /** The operations by name. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("GetAccountSetting", Operation.of(GetAccountSettingRequest::builder, this::get).requiring("name"),
                "PutAccountSetting",
                Operation.of(PutAccountSettingRequest::builder, this::put).requiring("name", "value"));
    }

    /** What holds in a region. */
    String value(String region, String name) {
        return this.table.find(region + "|" + name).map(Setting::value).orElse(BEFORE.getOrDefault(name, ""));
    }

    /** Whether the data plane takes blobs over from another repository. */
    public boolean mountsBlobs(String region) {
        return value(region, MOUNTING).equals("ENABLED");
    }

    private static void check(String name) {
        if (!VALUES.containsKey(name)) {
            throw EcrErrors.validation("Invalid account setting name: " + name);
        }
    }

    private GetAccountSettingResponse get(CallContext context, GetAccountSettingRequest request) {
        check(request.name());
        return GetAccountSettingResponse.builder()
            .name(request.name())
            .value(value(context.region(), request.name()))
            .build();
    }

    private PutAccountSettingResponse put(CallContext context, PutAccountSettingRequest request) {
        check(request.name());
        if (!VALUES.getOrDefault(request.name(), List.of()).contains(request.value())) {
            throw EcrErrors.validation(
                    "Invalid account setting value: " + request.value() + " for account setting " + request.name());
        }
        this.table.put(context.region() + "|" + request.name(), new Setting(request.value()));
        return PutAccountSettingResponse.builder().name(request.name()).value(request.value()).build();
    }

}
