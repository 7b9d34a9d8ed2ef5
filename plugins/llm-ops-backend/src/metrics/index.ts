export { PortalMetrics } from './PortalMetrics';
