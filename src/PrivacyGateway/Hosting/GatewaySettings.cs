namespace PrivacyGateway.Hosting;

/// <summary>What <c>serve</c> was asked to do.</summary>
/// <param name="Urls">The public addresses from the command line, or null.</param>
/// <param name="Logs">Whether anything is logged to the console.</param>
/// <param name="LogFormat">In which form.</param>
/// <param name="Time">Another clock than the system's, or null; for tests.</param>
internal sealed record GatewaySettings(string? Urls, bool Logs = true, LogFormat LogFormat = LogFormat.Text, TimeProvider? Time = null);
