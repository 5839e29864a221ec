using System.Reflection;

namespace PrivacyGateway.Diagnostics;

/// <summary>Which build this is. <c>0.1.0+102b4dc…</c> in the assembly, taken apart.</summary>
internal static class BuildInfo
{
    private static readonly string[] Informational =
        (typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown").Split('+', 2);

    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Version => Informational[0];

    /// <summary>The commit that was built; <c>unknown</c> outside a repository.</summary>
    public static string Revision => Informational.Length > 1 ? Informational[1] : "unknown";
}
