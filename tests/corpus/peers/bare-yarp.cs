#:sdk Microsoft.NET.Sdk.Web
#:package Yarp.ReverseProxy@@YARP@
#:property PublishAot=false

// YARP as its documentation begins: every host, every path, one destination, nothing rewritten.
using Microsoft.AspNetCore.Hosting;
using Yarp.ReverseProxy.Configuration;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
// A third argument is a file with certificate and key: then it speaks TLS, and HTTP/2 if negotiated.
builder.WebHost.UseKestrelHttpsConfiguration();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, int.Parse(args[0]), listener =>
{
    if (args.Length > 2)
        listener.UseHttps(System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(args[2], args[2]));
}));
builder.Services.AddReverseProxy().LoadFromMemory(
    [new RouteConfig { RouteId = "all", ClusterId = "track", Match = new RouteMatch { Path = "{**path}" } }],
    [new ClusterConfig { ClusterId = "track",
        Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = $"http://127.0.0.1:{args[1]}/" } } }]);
var app = builder.Build();
app.MapReverseProxy();
app.Run();
