using Microsoft.AspNetCore.Hosting;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Serves a hit on the thread that received it, from the request's first byte to the response's last, without thread pool hops.
/// The hot path must not block; long work must move to the thread pool first. (docs/decisions/0011.)
/// </summary>
internal static class InlineSockets
{
    /// <summary>Read once, by the first asynchronous socket operation. A value that the operator has set is respected.</summary>
    private const string Setting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static void Use(IWebHostBuilder web)
    {
        if (Environment.GetEnvironmentVariable(Setting) is null)
            Environment.SetEnvironmentVariable(Setting, "1");
        if (Environment.GetEnvironmentVariable(Setting) == "1")
            web.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
    }
}
