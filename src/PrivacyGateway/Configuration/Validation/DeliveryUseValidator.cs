namespace PrivacyGateway.Configuration.Validation;

/// <summary>Keys about the spool where there is no spool, and hits that it can never hold.</summary>
internal static class DeliveryUseValidator
{
    private const string NamesDirectory = "Write PrivacyGateway.DataDirectory, such as \"/var/lib/privacy-gateway\"";

    public static void Validate(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        var hasDirectory = config.DataDirectory is not null;
        foreach (var (name, policy) in config.Policies)
            ValidatePolicy(ConfigPath.Policy(name), policy, config, problems);

        if (!written.In("PrivacyGateway").Has("Spool"))
            return;
        if (!hasDirectory)
            problems.Warn(
                "$.PrivacyGateway.Spool", "without a DataDirectory no hit is spooled.", $"{NamesDirectory}, or take the section out.");
        else if (config.Policies.Count > 0 && config.Policies.Values.All(static policy => policy.Delivery == DeliveryMode.AtMostOnce))
            problems.Warn("$.PrivacyGateway.Spool", "no hit is spooled: the delivery of every policy is \"atMostOnce\".",
                "Take the section out, or write \"atLeastOnce\" in a policy.");
    }

    private static void ValidatePolicy(string path, PolicyConfig policy, GatewayConfig config, ConfigProblems problems)
    {
        if (config.DataDirectory is null && policy.Delivery == DeliveryMode.Queued)
            problems.Error($"{path}.delivery", "\"queued\" needs a DataDirectory: without one no hit is queued.",
                $"{NamesDirectory}, or take delivery out.");
        if (policy.SpoolIdentified && config.DataDirectory is null)
            problems.Warn($"{path}.spoolIdentified", "without a DataDirectory no hit is spooled.", $"{NamesDirectory}, or take it out.");
        else if (policy.SpoolIdentified && policy.Delivery == DeliveryMode.AtMostOnce)
            problems.Warn($"{path}.spoolIdentified", "it has no effect beside \"delivery\": \"atMostOnce\".",
                "Take it out, or write another delivery.");
        if (config.DataDirectory is not null && policy.Delivery != DeliveryMode.AtMostOnce
            && policy.Limits.BodyBytes > config.Spool.MaxBytes)
            problems.Warn($"{path}.limits.bodyBytes", $"a body of more than Spool.maxBytes ({config.Spool.MaxBytes}) is never spooled.",
                "Write a larger Spool.maxBytes.");
    }
}
