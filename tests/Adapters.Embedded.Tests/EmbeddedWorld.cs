using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests;

/// <summary>The embedded adapters over a data folder of their own.</summary>
internal sealed class EmbeddedWorld : StoreWorld
{
    private ServiceProvider services;

    public EmbeddedWorld() => services = Build();

    public string Folder { get; } = Directory.CreateTempSubdirectory("tb-embedded-").FullName;

    /// <summary>The mails the operator was told of.</summary>
    public List<Mail> Mails { get; } = [];

    public override IServiceProvider Services => services;

    public static ValueTask<StoreWorld> OpenAsync() => ValueTask.FromResult<StoreWorld>(new EmbeddedWorld());

    public override async ValueTask ReopenAsync()
    {
        await services.DisposeAsync();
        services = Build();
    }

    public override async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private ServiceProvider Build() => new ServiceCollection()
        .AddSingleton<TimeProvider>(Time)
        .AddEmbeddedAdapters(new EmbeddedOptions
        {
            DataFolder = Folder,
            SiteBase = () => new Uri("http://localhost:8000/"),
            OnMail = Mails.Add,
        })
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
