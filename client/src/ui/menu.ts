export interface MenuItem {
  key: string;
  label: string;
  icon?: string;
  isDisabled?: boolean;
  /** What can't be taken back stands out. */
  isDanger?: boolean;
  run: () => unknown;
}
