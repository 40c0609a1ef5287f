using Amazon.Runtime;

namespace Amazon.CloudFront;

public class AmazonCloudFrontRequest : AmazonWebServiceRequest;
