using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace TmuxBuilder.Bench.Agent;

/// <summary>Notes when a request is received, before anything of the product sees it.</summary>
internal sealed class StampedRequests(Func<Stamps> stamps) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, inner) =>
        {
            stamps().Received = Stopwatch.GetTimestamp();
            await inner(context);
        });
        next(app);
    };
}
