namespace PrivacyGateway.Hosting;

/// <summary>What <c>serve</c> was asked to do.</summary>
/// <param name="Json">The merged configuration.</param>
/// <param name="Urls">The public addresses from the command line, or null.</param>
/// <param name="Environment">Environment variables.</param>
/// <param name="Logs">Whether anything is logged to the console.</param>
/// <param name="LogFormat">In which form.</param>
internal sealed record GatewaySettings(string Json, string? Urls, IReadOnlyDictionary<string, string> Environment, bool Logs = true, LogFormat LogFormat = LogFormat.Text);
