using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Output;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>The options of <c>serve</c>.</summary>
/// <param name="Urls">Public listener URLs from the command line, or null.</param>
/// <param name="Output">Takes the log; null to log nothing.</param>
/// <param name="LogFormat">The log's format.</param>
/// <param name="Time">A clock for tests; null for the system's.</param>
/// <param name="Compile">Compiles the policies differently, or null; tests of <c>prove</c> switch rules off with it.</param>
internal sealed record GatewaySettings(string? Urls, StandardOutput? Output = null, LogFormat LogFormat = LogFormat.Text,
    TimeProvider? Time = null, Func<GatewayConfig, PolicySnapshot>? Compile = null);
