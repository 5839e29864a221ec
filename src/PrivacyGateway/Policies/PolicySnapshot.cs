using System.Collections.Frozen;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Policies;

/// <summary>A configuration and all its compiled policies. Immutable; a reload replaces it as a whole.</summary>
/// <param name="config">The configuration.</param>
/// <param name="compile">Compiles one policy.</param>
internal sealed class PolicySnapshot(GatewayConfig config, Func<string, PolicyConfig, Policy> compile)
{
    private readonly FrozenDictionary<string, Policy> _policies = config.Policies.ToFrozenDictionary(
        pair => pair.Key, pair => compile(pair.Key, pair.Value), StringComparer.Ordinal);

    public PolicySnapshot(GatewayConfig config)
        : this(config, PolicyCompiler.Compile)
    {
    }

    public GatewayConfig Config => config;

    /// <summary>Returns null if there is no policy of that name.</summary>
    public Policy? Find(string name) => _policies.GetValueOrDefault(name);
}
