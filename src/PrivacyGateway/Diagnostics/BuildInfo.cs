using System.Reflection;

namespace PrivacyGateway.Diagnostics;

/// <summary>Version and commit of this build, from the assembly's informational version (<c>0.1.0+102b4dc…</c>).</summary>
internal static class BuildInfo
{
    private static readonly string[] Informational =
        (typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown")
            .Split('+', 2);

    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Version => Informational[0];

    /// <summary>The commit; <c>unknown</c> for a build outside a repository.</summary>
    public static string Revision => Informational.Length > 1 ? Informational[1] : "unknown";
}
