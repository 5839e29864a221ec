using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>
/// A known proxy names the visitor's address and scheme. An entry that
/// covers more addresses than it seems to lets unknown clients name them.
/// </summary>
internal static class KnownProxyValidator
{
    /// <summary>The shortest prefix of one owner's network: no registry gives out larger ones.</summary>
    private const int ShortestIPv4 = 8;
    private const int ShortestIPv6 = 16;

    /// <summary>The shortest prefix that a CDN or cloud publishes; a public network that is larger is more likely a slip.</summary>
    private const int UsualIPv4 = 11;
    private const int UsualIPv6 = 24;

    private static readonly IPNetwork[] Private =
        [.. new[] { "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7",
            "fe80::/10" }.Select(static text => IPNetwork.Parse(text))];

    public static void Validate(IReadOnlyList<string> proxies, ConfigProblems problems)
    {
        var networks = new List<(IPNetwork Network, string Text)>();
        for (var i = 0; i < proxies.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"$.PrivacyGateway.KnownProxies[{i}]");
            if (Read(path, proxies[i], problems) is not { } network)
                continue;
            ValidateSize(path, proxies[i], network, problems);
            if (networks.Find(other => other.Network.Contains(network.BaseAddress)
                && other.Network.PrefixLength < network.PrefixLength) is { Text: { } wider })
                problems.Warn(path, $"\"{wider}\" covers \"{proxies[i]}\" already.", "Take one of the two out.");
            networks.Add((network, proxies[i]));
        }
    }

    /// <summary>An address is a network of one.</summary>
    private static IPNetwork? Read(string path, string text, ConfigProblems problems)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(written, out var address) || written.Contains('%', StringComparison.Ordinal)
            || written.Contains('[', StringComparison.Ordinal))
        {
            problems.Error(path, $"\"{text}\" is neither an address nor a network.", "Write one such as \"10.0.0.7\" or \"10.0.0.0/8\".");
            return null;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            problems.Error(path, $"\"{text}\" is an IPv4 address in IPv6 form, which no connection has.",
                $"Write \"{address.MapToIPv4()}\"{(slash < 0 ? "" : " with the prefix length of IPv4")}.");
            return null;
        }

        // Leading zeros are octal to some readers, and fewer than four numbers are still an address.
        if (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != written)
        {
            problems.Error(
                path, $"\"{text}\" would be read as {address}.", "Write four decimal numbers without leading zeros, such as \"10.0.0.7\".");
            return null;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        if (slash >= 0
            && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            problems.Error(path, $"\"{text}\" is neither an address nor a network.",
                $"Write a prefix length from 1 to {bits} behind the slash, such as \"10.0.0.0/8\".");
            return null;
        }

        var start = FirstOf(address, length);
        if (start.Equals(address))
            return new IPNetwork(address, length);
        problems.Error(path, $"\"{text}\" has bits behind its prefix.",
            $"Write \"{start}/{length}\" for the network, or \"{address}\" for the address.");
        return null;
    }

    private static void ValidateSize(string path, string text, IPNetwork network, ConfigProblems problems)
    {
        var (shortest, usual) = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? (ShortestIPv4, UsualIPv4) : (ShortestIPv6, UsualIPv6);
        if (Array.Exists(Private, one => one.BaseAddress.AddressFamily == network.BaseAddress.AddressFamily && one.Contains(
            network.BaseAddress) && one.PrefixLength <= network.PrefixLength))
            return;
        if (network.PrefixLength < shortest)
            problems.Error(path, $"\"{text}\" takes in the public internet: every visitor could claim any address.",
                "Write the balancer's own addresses, such as \"10.0.0.0/8\".");
        else if (network.PrefixLength < usual)
            problems.Warn(path, $"\"{text}\" is a large part of the public internet: any client in it can claim any address.",
                "Write the networks that the balancer's operator publishes.");
        else if (network.BaseAddress.Equals(IPAddress.Any) || network.BaseAddress.Equals(IPAddress.IPv6Any))
            problems.Error(path, $"\"{text}\" is no address that a connection comes from.", "Write the balancer's own address.");
    }

    private static IPAddress FirstOf(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] &= (byte)(0xFF << Math.Clamp(8 - (length - (8 * i)), 0, 8));
        return new IPAddress(bytes);
    }
}
