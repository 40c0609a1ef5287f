using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Standalone.Setup;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>Everything in one process: API, sockets, worker, gateway and sites on one data folder.</summary>
internal static class StandaloneHost
{
    /// <summary>
    /// How long a stop may take: sockets say goodbye, the worker lets go of its agents, which live on.
    /// </summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(20);

    /// <summary>Runs until stopped; 0 = stopped as asked, 2 = cannot start as set up (and said why).</summary>
    /// <param name="configure">May change the composition after it is complete.</param>
    public static async Task<int> RunAsync(
        IConfiguration configuration, Action<IServiceCollection> configure, CancellationToken cancellationToken)
    {
        try
        {
            var settings = StandaloneSettings.From(configuration).WithFreePorts();
            using var installation = Installation.Open(settings.DataFolder);
            PortProbe.Check(settings.Urls);
            var gateway = ModelKeys.Configure(settings, installation.Path);
            var agent = AgentChoice.From(settings, ModelKeys.IsThere(gateway));
            var machine = await MachineCheck.RunAsync(settings, agent, cancellationToken);
            await using var app = Composition.Build(settings, installation, agent, machine, gateway, configure);
            await app.StartAsync(cancellationToken);
            Announcement.Print(settings, agent, machine, installation.AdminToken(settings.AdminToken));
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception e) when (e is SettingException or DataFolderException)
        {
            return Refuse(e.Message);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException or SocketException)
        {
            return Refuse($"{e.Message} Stop what listens there, or choose another address with --urls.");
        }
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 2;
    }
}
