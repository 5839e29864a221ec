using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Policies;

/// <summary>Policies to be changed in one place, and the outcome of a hit under them.</summary>
internal static class SamplePolicy
{
    /// <summary>Opt-out polarity, everything else by default.</summary>
    public static PolicyConfig Standard { get; } =
        new() { UserIdentification = new UserIdentificationConfig { EnableAnonymousFunction = true } };

    public static PolicyConfig Strict { get; } = Standard with { Level = PolicyLevel.Strict };

    public static PolicyConfig OptIn { get; } =
        Standard with { UserIdentification = new UserIdentificationConfig { EnableAnonymousFunction = true, AnonymousOptIn = true } };

    public static PolicyConfig FunctionOff { get; } =
        new() { UserIdentification = new UserIdentificationConfig { EnableAnonymousFunction = false } };

    public static PolicyConfig Suppressing(params string[] names) =>
        Standard with { UserIdentification = new UserIdentificationConfig { EnableAnonymousFunction = true, SuppressParameter = names } };

    public static Policy Compile(this PolicyConfig config) => PolicyCompiler.Compile("sample", config);

    public static RewriteResult Rewrite(this PolicyConfig config, Hit hit) => config.Compile().Rewrite(hit);

    public static ForwardResult Forward(this PolicyConfig config, Hit hit) => Assert.IsType<ForwardResult>(config.Rewrite(hit));

    /// <summary>The forwarded query of <paramref name="query"/>; the hit must not be refused.</summary>
    public static string Query(this PolicyConfig config, string query)
    {
        var target = config.Forward(PrivacyGateway.Tests.Hits.SampleHit.Get(query)).Hit.TargetText;
        return target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? target[(mark + 1)..] : "";
    }

    public static LocalResponse Response(this PolicyConfig config, Hit hit) => Assert.IsType<LocalResult>(config.Rewrite(hit)).Response;
}
