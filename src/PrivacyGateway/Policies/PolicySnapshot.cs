using System.Collections.Frozen;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Policies;

/// <summary>One configuration with all its policies, compiled together and replaced together.</summary>
internal sealed class PolicySnapshot(GatewayConfig config)
{
    private readonly FrozenDictionary<string, Policy> _policies = config.Policies.ToFrozenDictionary(
        pair => pair.Key, pair => PolicyCompiler.Compile(pair.Key, pair.Value), StringComparer.Ordinal);

    public GatewayConfig Config => config;

    /// <summary>Null for a name that no policy has.</summary>
    public Policy? Find(string name) => _policies.GetValueOrDefault(name);
}
