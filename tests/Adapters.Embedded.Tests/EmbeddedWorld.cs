using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Contracts;

namespace TmuxBuilder.Adapters.Embedded.Tests;

/// <summary>The embedded adapters over a data folder of their own.</summary>
internal sealed class EmbeddedWorld : StoreWorld
{
    private ServiceProvider services;

    private EmbeddedWorld() => services = Build();

    public string Folder { get; } = Directory.CreateTempSubdirectory("tb-embedded-").FullName;

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
        .AddEmbeddedAdapters(new EmbeddedOptions { DataFolder = Folder, SiteBase = () => new Uri("http://localhost:8000/") })
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
