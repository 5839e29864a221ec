using Microsoft.AspNetCore.Hosting;

namespace PrivacyGateway.Hosting;

/// <summary>
/// A hit is served on the thread that heard of it, from its first byte to the last of its answer: no hop to a pool of threads for each
/// step. So nothing on a hit's way may block, and what takes long leaves that thread first. (docs/decisions/0011.)
/// </summary>
internal static class InlineSockets
{
    /// <summary>The platform's sockets read it once, when the first of them waits. Who has set it has decided otherwise.</summary>
    private const string Setting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static void Use(IWebHostBuilder web)
    {
        if (Environment.GetEnvironmentVariable(Setting) is null)
            Environment.SetEnvironmentVariable(Setting, "1");
        if (Environment.GetEnvironmentVariable(Setting) == "1")
            web.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
    }
}
