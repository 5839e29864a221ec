using System.IO;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Descriptors;
using PrivacyGateway.Hosting.Output;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Hosting.Telemetry;
using PrivacyGateway.Hosting.Tls;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>The running gateway: public and admin listeners in front of one pipeline.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayHost(WebApplication app) => _app = app;

    /// <summary>Bound addresses of the public listeners; empty before start.</summary>
    public IReadOnlyList<string> PublicAddresses { get; private set; } = [];

    /// <summary>Bound addresses of the admin listener; empty before start.</summary>
    public IReadOnlyList<string> AdminAddresses { get; private set; } = [];

    public IServiceProvider Services => _app.Services;

    /// <param name="settings">The options of <c>serve</c>.</param>
    /// <param name="file">The checked configuration.</param>
    /// <param name="extend">Adds middleware in front of the gateway's pipeline; for the demo.</param>
    /// <exception cref="InvalidOperationException">
    /// The listeners conflict, lack a certificate, or the descriptor limit is too low.
    /// </exception>
    public static GatewayHost Build(GatewaySettings settings, CurrentConfigFile file, Action<WebApplication>? extend = null)
    {
        // Two parsers may disagree on a bare LF as a line terminator, which enables request smuggling; accept CRLF only.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);

        var config = file.First.Gateway;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(ConfigLoader.BuildConfiguration(file.First.Json));
        var plan = ListenerPlan.From(builder.Configuration, settings.Urls, file.Environment)
            ?? throw new InvalidOperationException(ListenerPlan.Contradiction);
        if (config.Kestrel.DefaultCertificate is null
            && plan.Urls.Append(config.Admin.Url).FirstOrDefault(ListenerPlan.IsHttps) is { } bare)
            throw new InvalidOperationException($"{bare} {ListenerPlan.NoCertificate}");
        if (ListenerBindings.FindConflict(plan, config) is { } conflict)
            throw new InvalidOperationException(conflict);

        var descriptors = DescriptorLimit.Read();
        if (descriptors.SupportedConnections < DescriptorLimit.MinConnections)
            throw new InvalidOperationException(
                $"the process may open only {descriptors.Max} files and sockets at once (RLIMIT_NOFILE); the gateway needs at least "
                    + $"{DescriptorLimit.RequiredFor(DescriptorLimit.MinConnections)}, and "
                    + $"{DescriptorLimit.RequiredFor(KestrelLimits.Connections)} for its defaults. Raise the limit: LimitNOFILE= in "
                    + "systemd, ulimits.nofile in a container, ulimit -n in a shell.");

        if (settings.Output is { } output)
            GatewayLogging.Add(builder.Logging, builder.Configuration, settings.LogFormat, output);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        InlineSockets.Use(builder.WebHost);
        builder.Services.AddSingleton(descriptors);
        builder.Services.AddPrivacyGateway(file, settings.Compile?.Invoke(config) ?? new PolicySnapshot(config));
        if (settings.Time is not null)
            builder.Services.AddSingleton(settings.Time);
        OtlpExport.Add(builder.Services, builder.Configuration, new OtlpVariables(file.Environment));
        builder.Services.AddOptions<KestrelServerOptions>().Configure<AdminListener, CertificateStore, ConnectionLimit>(
            (kestrel, admin, certificates, connections) =>
            Configure(kestrel, builder.Configuration, plan, config, admin, certificates, connections));

        var app = builder.Build();
        extend?.Invoke(app);
        app.UsePrivacyGateway();
        return new GatewayHost(app);
    }

    /// <exception cref="IOException">A listener cannot be bound.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        var addresses = _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        var adminPort = _app.Services.GetRequiredService<AdminListener>().Port;
        var byListener = addresses.ToLookup(address => new Uri(address.Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)).Port == adminPort);
        (AdminAddresses, PublicAddresses) = ([.. byListener[true]], [.. byListener[false]]);
        _ = Task.Run(CodePreloader.LoadAll, CancellationToken.None);
    }

    /// <summary>Serves until shutdown is requested.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, ConfigurationManager configuration, ListenerPlan plan, GatewayConfig config,
        AdminListener admin, CertificateStore certificates, ConnectionLimit connections)
    {
        KestrelLimits.Apply(kestrel, connections.Guard);
        kestrel.Limits.MaxConcurrentConnections = connections.DefaultLimit;
        configuration.GetSection("Kestrel:Limits").Bind(kestrel.Limits);
        connections.ReplaceKestrelLimit(kestrel);
        certificates.Apply(config.Kestrel);
        TlsEndpoints.Configure(kestrel, configuration.GetSection("Kestrel"), config.Kestrel, certificates);
        var tls = certificates.CreateCallback("", config.Kestrel.SslProtocols);
        foreach (var url in plan.Urls)
            ListenUrl.Bind(kestrel, url, tls);
        ListenUrl.Bind(kestrel, config.Admin.Url, tls, admin.Mark);
    }
}
