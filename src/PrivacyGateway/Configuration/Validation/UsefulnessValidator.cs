namespace PrivacyGateway.Configuration.Validation;

/// <summary>
/// Values that each reader accepts and that still do nothing, or contradict another key. Such a value is an error if it can never do what it
/// says, and a warning if it only has no effect beside the others.
/// </summary>
internal static class UsefulnessValidator
{
    public static void Validate(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        AdminUrlValidator.Validate(config, problems);
        KnownProxyValidator.Validate(config.KnownProxies, problems);
        HttpsUseValidator.Validate(config, problems);
        LimitUseValidator.Validate(config, written, problems);
        DeliveryUseValidator.Validate(config, written, problems);
        ClusterUseValidator.Validate(config, written, problems);
        TrackDomainUseValidator.Validate(config, written, problems);
        ScriptCacheUseValidator.Validate(config, written, problems);
        PlatformSectionUseValidator.Validate(config, written, problems);
        DuplicateValidator.Validate(written, problems);

        foreach (var (name, policy) in config.Policies)
        {
            var (path, routes) = (ConfigPath.Policy(name), config.Routes.Where(route => route.Policy == name).ToArray());
            if (routes.Length == 0)
                problems.Warn(path, "no route names this policy.", "Name it in a route's Metadata.PrivacyPolicy, or take it out.");
            ConsentUseValidator.Validate(path, policy, problems);
            CookieRoleValidator.Validate(path, policy, problems);
            PlatformValidator.Validate($"{path}.signals", policy.Signals, problems);
            OriginUseValidator.Validate(path, policy, routes, problems);
            RedirectUseValidator.Validate(path, policy.OptOutRedirects, problems);
            ParameterUseValidator.Validate(path, policy, problems);
            StaticPathValidator.Validate(path, policy.StaticPaths, routes, config.AcmeDirectory is not null, problems);
        }
    }
}
