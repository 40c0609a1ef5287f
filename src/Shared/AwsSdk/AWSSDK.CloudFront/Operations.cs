using System.Xml.Linq;
using Amazon.CloudFront.Model;
using Amazon.Runtime.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront;

/// <summary>How each operation is written and how its answer is read.</summary>
internal static class Operations
{
    public static readonly InvokeOptions CreateDistribution =
        XmlOperation.Of<CreateDistributionRequest, CreateDistributionResponse>(
            "POST", "/distribution",
            (request, wire) => wire.Body(request.DistributionConfig?.Write("DistributionConfig"), "DistributionConfig"),
            (body, header, response) =>
            {
                response.Distribution = Distribution.Read(body);
                response.Location = header("Location");
                response.ETag = header("ETag");
            });

    public static readonly InvokeOptions CreateDistributionWithTags =
        XmlOperation.Of<CreateDistributionWithTagsRequest, CreateDistributionWithTagsResponse>(
            "POST", "/distribution",
            (request, wire) => wire
                .Sub("WithTags")
                .Body(
                    request.DistributionConfigWithTags?.Write("DistributionConfigWithTags"),
                    "DistributionConfigWithTags"),
            (body, header, response) =>
            {
                response.Distribution = Distribution.Read(body);
                response.Location = header("Location");
                response.ETag = header("ETag");
            });

    public static readonly InvokeOptions GetDistribution =
        XmlOperation.Of<GetDistributionRequest, GetDistributionResponse>(
            "GET", "/distribution/{Id}",
            (request, wire) => wire.Path("Id", request.Id),
            (body, header, response) =>
            {
                response.Distribution = Distribution.Read(body);
                response.ETag = header("ETag");
            });

    public static readonly InvokeOptions GetDistributionConfig =
        XmlOperation.Of<GetDistributionConfigRequest, GetDistributionConfigResponse>(
            "GET", "/distribution/{Id}/config",
            (request, wire) => wire.Path("Id", request.Id),
            (body, header, response) =>
            {
                response.DistributionConfig = DistributionConfig.Read(body);
                response.ETag = header("ETag");
            });

    public static readonly InvokeOptions UpdateDistribution =
        XmlOperation.Of<UpdateDistributionRequest, UpdateDistributionResponse>(
            "PUT", "/distribution/{Id}/config",
            (request, wire) => wire
                .Path("Id", request.Id)
                .Header("If-Match", request.IfMatch)
                .Body(request.DistributionConfig?.Write("DistributionConfig"), "DistributionConfig"),
            (body, header, response) =>
            {
                response.Distribution = Distribution.Read(body);
                response.ETag = header("ETag");
            });

    public static readonly InvokeOptions DeleteDistribution =
        XmlOperation.Of<DeleteDistributionRequest, DeleteDistributionResponse>(
            "DELETE", "/distribution/{Id}",
            (request, wire) => wire
                .Path("Id", request.Id)
                .Header("If-Match", request.IfMatch));

    public static readonly InvokeOptions ListDistributions =
        XmlOperation.Of<ListDistributionsRequest, ListDistributionsResponse>(
            "GET", "/distribution",
            (request, wire) => wire
                .Query("Marker", request.Marker)
                .Query("MaxItems", request.MaxItems),
            (body, header, response) => response.DistributionList = DistributionList.Read(body));

    public static readonly InvokeOptions CreateInvalidation =
        XmlOperation.Of<CreateInvalidationRequest, CreateInvalidationResponse>(
            "POST", "/distribution/{DistributionId}/invalidation",
            (request, wire) => wire
                .Path("DistributionId", request.DistributionId)
                .Body(request.InvalidationBatch?.Write("InvalidationBatch"), "InvalidationBatch"),
            (body, header, response) =>
            {
                response.Invalidation = Invalidation.Read(body);
                response.Location = header("Location");
            });

    public static readonly InvokeOptions GetInvalidation =
        XmlOperation.Of<GetInvalidationRequest, GetInvalidationResponse>(
            "GET", "/distribution/{DistributionId}/invalidation/{Id}",
            (request, wire) => wire
                .Path("DistributionId", request.DistributionId)
                .Path("Id", request.Id),
            (body, header, response) => response.Invalidation = Invalidation.Read(body));

    public static readonly InvokeOptions TagResource = XmlOperation.Of<TagResourceRequest, TagResourceResponse>(
        "POST", "/tagging",
        (request, wire) => wire
            .Sub("Operation", "Tag")
            .Query("Resource", request.Resource)
            .Body(request.Tags?.Write("Tags"), "Tags"));

    public static readonly InvokeOptions ListTagsForResource =
        XmlOperation.Of<ListTagsForResourceRequest, ListTagsForResourceResponse>(
            "GET", "/tagging",
            (request, wire) => wire.Query("Resource", request.Resource),
            (body, header, response) => response.Tags = Tags.Read(body));

    public static readonly InvokeOptions CreateOriginAccessControl =
        XmlOperation.Of<CreateOriginAccessControlRequest, CreateOriginAccessControlResponse>(
            "POST", "/origin-access-control",
            (request, wire) => wire.Body(
                request.OriginAccessControlConfig?.Write("OriginAccessControlConfig"), "OriginAccessControlConfig"),
            (body, header, response) =>
            {
                response.OriginAccessControl = OriginAccessControl.Read(body);
                response.Location = header("Location");
                response.ETag = header("ETag");
            });

    public static readonly InvokeOptions GetOriginAccessControl =
        XmlOperation.Of<GetOriginAccessControlRequest, GetOriginAccessControlResponse>(
            "GET", "/origin-access-control/{Id}",
            (request, wire) => wire.Path("Id", request.Id),
            (body, header, response) =>
            {
                response.OriginAccessControl = OriginAccessControl.Read(body);
                response.ETag = header("ETag");
            });

    public static readonly InvokeOptions DeleteOriginAccessControl =
        XmlOperation.Of<DeleteOriginAccessControlRequest, DeleteOriginAccessControlResponse>(
            "DELETE", "/origin-access-control/{Id}",
            (request, wire) => wire
                .Path("Id", request.Id)
                .Header("If-Match", request.IfMatch));

    public static readonly InvokeOptions ListOriginAccessControls =
        XmlOperation.Of<ListOriginAccessControlsRequest, ListOriginAccessControlsResponse>(
            "GET", "/origin-access-control",
            (request, wire) => wire
                .Query("Marker", request.Marker)
                .Query("MaxItems", request.MaxItems),
            (body, header, response) => response.OriginAccessControlList = OriginAccessControlList.Read(body));

    public static readonly InvokeOptions CreateFunction =
        XmlOperation.Of<CreateFunctionRequest, CreateFunctionResponse>(
            "POST", "/function",
            (request, wire) => wire.Body(WriteFunction(request), "FunctionConfig"),
            (body, header, response) =>
            {
                response.FunctionSummary = FunctionSummary.Read(body);
                response.Location = header("Location");
                response.ETag = header("ETag");
            });

    public static readonly InvokeOptions PublishFunction =
        XmlOperation.Of<PublishFunctionRequest, PublishFunctionResponse>(
            "POST", "/function/{Name}/publish",
            (request, wire) => wire
                .Path("Name", request.Name)
                .Header("If-Match", request.IfMatch),
            (body, header, response) => response.FunctionSummary = FunctionSummary.Read(body));

    public static readonly InvokeOptions DescribeFunction =
        XmlOperation.Of<DescribeFunctionRequest, DescribeFunctionResponse>(
            "GET", "/function/{Name}/describe",
            (request, wire) => wire
                .Path("Name", request.Name)
                .Query("Stage", request.Stage?.Value),
            (body, header, response) =>
            {
                response.FunctionSummary = FunctionSummary.Read(body);
                response.ETag = header("ETag");
            });

    /// <summary>The one request whose root is the request itself.</summary>
    private static XElement WriteFunction(CreateFunctionRequest request) =>
        new XmlStructure("CreateFunctionRequest", null)
            .Add("Name", request.Name)
            .Add(request.FunctionConfig?.Write("FunctionConfig"), "FunctionConfig")
            .Add("FunctionCode", request.FunctionCode is { } code ? Convert.ToBase64String(code.ToArray()) : null)
            .Done();
}
