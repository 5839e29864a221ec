using PrivacyGateway.Hosting.Output;

namespace PrivacyGateway.Hosting;

/// <summary>What <c>serve</c> was asked to do.</summary>
/// <param name="Urls">The public addresses from the command line, or null.</param>
/// <param name="Output">Where the log is written, or null to log nothing.</param>
/// <param name="LogFormat">In which form.</param>
/// <param name="Time">Another clock than the system's, or null; for tests.</param>
internal sealed record GatewaySettings(string? Urls, StandardOutput? Output = null, LogFormat LogFormat = LogFormat.Text, TimeProvider? Time = null);
